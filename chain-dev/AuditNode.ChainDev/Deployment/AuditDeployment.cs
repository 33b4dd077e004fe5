using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Contracts;
using AuditNode.Zk.Records;

namespace AuditNode.ChainDev.Deployment;

/// <summary>Puts the audit contracts on a chain and registers the founders' proof keys.</summary>
public static class AuditDeployment
{
    /// <summary>Deploys all contracts.</summary>
    /// <param name="sender">Pays. It has no rights in the contracts afterwards unless it is a founder.</param>
    /// <param name="client">The node.</param>
    /// <param name="founders">The members from the start; at least one validator.</param>
    /// <param name="cancellationToken">Stops waiting; contracts that were deployed by then stay, unused.</param>
    /// <exception cref="ContractRevertedException">The registry refuses the founders.</exception>
    public static async Task<AuditContracts> DeployAsync(
        EthereumClient client, TransactionSender sender, IReadOnlyList<Institution> founders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(founders);
        var explained = client.WithErrors(ContractErrors.Catalogue);
        var firstBlock = await client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        var registry = await InstitutionRegistry.DeployAsync(
            explained, sender, [.. founders.Select(founder => founder.Account)], [.. founders.Select(founder => (byte)founder.Roles)],
            cancellationToken).ConfigureAwait(false);
        var jobs = await JobRegistry.DeployAsync(explained, sender, registry.Address, cancellationToken).ConfigureAwait(false);
        // One after the other: a development chain that mines at once may hold a transaction back for ever whose predecessor was mined while
        // it was being looked at (https://github.com/foundry-rs/foundry/issues/10122).
        var ledger = await AuditLedger.DeployAsync(explained, sender, registry.Address, jobs.Address, cancellationToken).ConfigureAwait(false);
        var budget = await PrivacyBudget.DeployAsync(explained, sender, registry.Address, jobs.Address, cancellationToken).ConfigureAwait(false);
        var trust = await TrustRegistry.DeployAsync(explained, sender, jobs.Address, cancellationToken).ConfigureAwait(false);
        var challenge = await AuditChallenge.DeployAsync(explained, sender, registry.Address, ledger.Address, cancellationToken)
            .ConfigureAwait(false);
        return new AuditContracts(
            sender.ChainId, firstBlock, registry.Address, jobs.Address, ledger.Address, budget.Address, trust.Address, challenge.Address);
    }

    /// <summary>Whether all the contracts are on the node's chain.</summary>
    public static async Task<bool> ExistsAsync(
        EthereumClient client, AuditContracts contracts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(contracts);
        if (await client.GetChainIdAsync(cancellationToken).ConfigureAwait(false) != contracts.ChainId)
            return false;
        var codes = await Task.WhenAll(contracts.All.Select(address => client.GetCodeAsync(address, default, cancellationToken)))
            .ConfigureAwait(false);
        return codes.All(code => code.Length > 0);
    }

    /// <summary>Registers an institution's first proof key, with the proof that it has it, unless it has registered one before.</summary>
    /// <param name="client">The node.</param>
    /// <param name="contracts">The contracts.</param>
    /// <param name="sender">The institution's own account.</param>
    /// <param name="key">Its proof key.</param>
    /// <param name="tlsFingerprint">SHA-256 of its TLS certificate, or zero.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it was registered now.</returns>
    /// <exception cref="ContractRevertedException">The account is no member.</exception>
    public static async Task<bool> RegisterAsync(
        EthereumClient client, AuditContracts contracts, TransactionSender sender, ProofKey key, Bytes32 tlsFingerprint,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(contracts);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(key);
        var registry = new InstitutionRegistry(client.WithErrors(ContractErrors.Catalogue), contracts.InstitutionRegistry);
        var account = sender.Account.Address;
        var known = await registry.InstitutionAsync(account, default, cancellationToken).ConfigureAwait(false);
        if (known.KeyVersion > 0)
            return false;

        var context = new KeyContext(contracts.ChainId, contracts.InstitutionRegistry.ToArray(), account.ToArray(), keyVersion: 1);
        var proof = AttributionProof.Prove(key, context);
        var point = new byte[2 * Bytes32.ByteCount];
        key.PublicKey.Write(point);
        var pending = await registry.SendRegisterAsync(
            sender, Word(point, 0), Word(point, 1), Word(proof, 0), Word(proof, 1), tlsFingerprint,
            cancellationToken: cancellationToken).ConfigureAwait(false);
        await pending.WaitAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static BigInteger Word(byte[] words, int index) =>
        new(words.AsSpan(index * Bytes32.ByteCount, Bytes32.ByteCount), isUnsigned: true, isBigEndian: true);
}
