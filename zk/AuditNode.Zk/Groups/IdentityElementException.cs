namespace AuditNode.Zk.Groups;

/// <summary>The identity was to be encoded, but the encodings of group elements exclude it.</summary>
/// <param name="curve">Name of the curve.</param>
public sealed class IdentityElementException(string curve)
    : InvalidOperationException($"The identity of {curve} has no encoding: a valid message never contains it.");
