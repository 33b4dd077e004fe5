namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What a party does in vertical k-means. Every party may hold columns.</summary>
public enum PartyRole
{
    /// <summary>Evaluates under encryption. One in a job.</summary>
    ComputingParty = 1,

    /// <summary>Holds the secret key, decrypts noisy sums. One in a job; must not collude with the computing party.</summary>
    KeyHolder = 2,

    /// <summary>Encrypts its columns and receives the result.</summary>
    DataParty = 3,
}
