namespace AuditNode.Contracts.Generator.Artifacts;

/// <summary>An artifact cannot become a binding; the message completes "file: ...".</summary>
internal class ArtifactException(string message) : Exception(message);

/// <summary>An artifact has a type that C# values cannot be made for.</summary>
internal sealed class UnsupportedTypeException(string message) : ArtifactException(message);
