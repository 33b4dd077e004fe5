using AuditNode.Chain;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts;

namespace AuditNode.Scenarios;

/// <summary>The contracts of a consortium, asked through one institution's node.</summary>
public sealed class BoundContracts(EthereumClient client, AuditContracts addresses)
{
    public InstitutionRegistry Registry { get; } = new(client, addresses.InstitutionRegistry);

    public JobRegistry Jobs { get; } = new(client, addresses.JobRegistry);

    public AuditLedger Ledger { get; } = new(client, addresses.AuditLedger);

    public PrivacyBudget Budget { get; } = new(client, addresses.PrivacyBudget);

    public TrustRegistry Trust { get; } = new(client, addresses.TrustRegistry);

    public AuditChallenge Challenges { get; } = new(client, addresses.AuditChallenge);
}
