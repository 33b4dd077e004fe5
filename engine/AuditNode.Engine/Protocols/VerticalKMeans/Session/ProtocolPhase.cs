namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Phases that time is measured by.</summary>
public static class ProtocolPhase
{
    /// <summary>Making, writing and reading keys.</summary>
    public const string Keys = "keys";

    /// <summary>Encrypting columns, writing and reading their ciphertexts.</summary>
    public const string Encryption = "encryption";

    /// <summary>Evaluating a round under encryption.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>Bounding the sensitivity and drawing noise.</summary>
    public const string Noise = "noise";

    /// <summary>Decrypting.</summary>
    public const string Decryption = "decryption";

    /// <summary>Computing centroids.</summary>
    public const string Update = "update";

    /// <summary>Evaluating and decrypting the final assignment.</summary>
    public const string Assignment = "assignment";

    /// <summary>Storing state and reporting operations.</summary>
    public const string Storage = "storage";
}
