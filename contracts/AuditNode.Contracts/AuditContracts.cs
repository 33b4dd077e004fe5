using AuditNode.Chain;
using AuditNode.Chain.Sending;

namespace AuditNode.Contracts;

/// <summary>The contracts of one consortium, which know each other's addresses.</summary>
/// <param name="Registry">Who the institutions are.</param>
/// <param name="Jobs">What they agreed to compute.</param>
/// <param name="Ledger">What they did.</param>
/// <param name="Budget">What it cost in privacy.</param>
/// <param name="Trust">What they think of each other.</param>
/// <param name="Challenges">What auditors asked.</param>
public sealed record AuditContracts(
    InstitutionRegistry Registry, JobRegistry Jobs, AuditLedger Ledger, PrivacyBudget Budget, TrustRegistry Trust, AuditChallenge Challenges)
{
    /// <summary>Creates all contracts, one after the other. Nobody owns them: the sender has no rights in them afterwards.</summary>
    /// <param name="client">The node to ask.</param>
    /// <param name="sender">Signs, submits and pays: about 11 million gas.</param>
    /// <param name="founders">The first members and their roles (a mask of 1 validator, 2 worker, 4 auditor, 8 regulator), at least one a validator.</param>
    /// <param name="cancellationToken">Ends the wait; contracts created by then stay, unused.</param>
    /// <exception cref="ContractRevertedException">The founders are refused.</exception>
    public static async Task<AuditContracts> DeployAsync(
        EthereumClient client, TransactionSender sender, IReadOnlyDictionary<Address, byte> founders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(founders);
        var registry = await InstitutionRegistry.DeployAsync(client, sender, [.. founders.Keys], [.. founders.Values], cancellationToken).ConfigureAwait(false);
        var jobs = await JobRegistry.DeployAsync(client, sender, registry.Address, cancellationToken).ConfigureAwait(false);
        var ledger = await AuditLedger.DeployAsync(client, sender, registry.Address, jobs.Address, cancellationToken).ConfigureAwait(false);
        return new AuditContracts(registry, jobs, ledger,
            await PrivacyBudget.DeployAsync(client, sender, registry.Address, jobs.Address, cancellationToken).ConfigureAwait(false),
            await TrustRegistry.DeployAsync(client, sender, jobs.Address, cancellationToken).ConfigureAwait(false),
            await AuditChallenge.DeployAsync(client, sender, registry.Address, ledger.Address, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The same contracts, asked through another node.</summary>
    /// <param name="client">The node to ask.</param>
    public AuditContracts Through(EthereumClient client) => new(
        new InstitutionRegistry(client, Registry.Address), new JobRegistry(client, Jobs.Address), new AuditLedger(client, Ledger.Address),
        new PrivacyBudget(client, Budget.Address), new TrustRegistry(client, Trust.Address), new AuditChallenge(client, Challenges.Address));
}
