namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Names of parameters of operations about the computing party's noise; a replay checks them against the artifacts.</summary>
public static class NoiseParameter
{
    /// <summary>Index of the candidate that the challenge left closed.</summary>
    public const string Closed = "closed";

    /// <summary>The beacon's external value, 64 hexadecimal digits.</summary>
    public const string ExternalValue = "externalValue";

    /// <summary>Where the external value can be looked up.</summary>
    public const string ExternalReference = "externalReference";
}
