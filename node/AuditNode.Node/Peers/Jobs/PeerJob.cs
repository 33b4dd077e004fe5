using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Peers;

/// <summary>A job as far as its messages are concerned: who is in it and what they may send.</summary>
public sealed class PeerJob
{
    /// <summary>What a peer's messages may take up unless said otherwise: 1 GiB.</summary>
    public const long DefaultQuota = 1L << 30;

    private readonly Dictionary<string, Address> _parties;

    /// <summary>Describes a job.</summary>
    /// <param name="jobId">Its number in JobRegistry.</param>
    /// <param name="party">The name of this node's party.</param>
    /// <param name="parties">Institution of every party by its name, this node's included; an institution has one party at most.</param>
    /// <param name="rules">Which messages may come.</param>
    /// <exception cref="ArgumentException">The names or institutions do not fit together.</exception>
    public PeerJob(Bytes32 jobId, string party, IReadOnlyDictionary<string, Address> parties, IMessageRules rules)
    {
        ArgumentNullException.ThrowIfNull(parties);
        ArgumentNullException.ThrowIfNull(rules);
        foreach (string name in parties.Keys) PartyName.Require(name, nameof(parties));
        if (!parties.ContainsKey(party)) throw new ArgumentException($"The job has no party '{party}'.", nameof(party));
        if (parties.Values.Distinct().Count() != parties.Count) throw new ArgumentException("An institution stands for two parties; give each its own.", nameof(parties));
        (JobId, Party, Rules, _parties) = (jobId, party, rules, new Dictionary<string, Address>(parties, StringComparer.Ordinal));
    }

    /// <summary>Its number in JobRegistry.</summary>
    public Bytes32 JobId { get; }

    /// <summary>Name of this node's party.</summary>
    public string Party { get; }

    /// <summary>This node's institution.</summary>
    public Address Institution => _parties[Party];

    /// <summary>Institution of every party by its name.</summary>
    public IReadOnlyDictionary<string, Address> Parties => _parties;

    /// <summary>Which messages may come.</summary>
    public IMessageRules Rules { get; }

    /// <summary>Most bytes of one peer's messages that wait here to be taken, the one that is being sent included.</summary>
    public long Quota { get; init; } = DefaultQuota;

    /// <summary>The chain that records have to be for, or null to take any.</summary>
    public long? ChainId { get; init; }

    /// <summary>The AuditLedger that records have to be for, or null to take any.</summary>
    public Address? Ledger { get; init; }
}
