namespace System.Runtime.CompilerServices;

/// <summary>
/// The compiler asks for this type where a property is set by <c>init</c>; netstandard2.0, which generators are written for, has none.
/// </summary>
internal static class IsExternalInit;
