using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Another node gave an answer that makes no sense.</summary>
/// <param name="institution">Who answered.</param>
/// <param name="what">What is wrong with the answer.</param>
public sealed class PeerAnswerException(Address institution, string what) : Exception($"{institution} gave an answer that cannot be used: {what}. Both nodes should run the same version.")
{
    /// <summary>Who answered.</summary>
    public Address Institution { get; } = institution;
}
