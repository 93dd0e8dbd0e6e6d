// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The computation of an elementwise RDD, in an object: a closure that is itself the value of a generic type, such as
/// `Mutex`, is called through thunks, and so are the closures that it gets.
@usableFromInline
final class ElementwiseOperation<Element: Sendable>: Sendable {
    @usableFromInline let elements: RDD<Element>.Elements

    @usableFromInline
    init(_ elements: @escaping RDD<Element>.Elements) { self.elements = elements }
}
