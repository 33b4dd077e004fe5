using AuditNode.Chain.Sending;
using AuditNode.Chain.Transactions;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Commands;

/// <summary>
/// A node's directory, account and chain in the hands of a command. It has the directory to itself: an account has one sender of
/// transactions, so no node may run meanwhile.
/// </summary>
internal sealed class OfflineNode : IAsyncDisposable
{
    private readonly IDisposable exclusive;
    private readonly PrivateKey account;

    private readonly NodeCore core;

    private OfflineNode(
        NodeOptions options, string passphrase, IDisposable exclusive, PrivateKey account, ChainConnection chain, TransactionSender sender, NodeCore core) =>
        (Options, Passphrase, this.exclusive, this.account, Chain, Sender, this.core) = (options, passphrase, exclusive, account, chain, sender, core);

    public NodeOptions Options { get; }

    public string Passphrase { get; }

    public ChainConnection Chain { get; }

    public NodeContracts Contracts => Chain.Contracts;

    public TransactionSender Sender { get; }

    public NodeJobs Jobs => core.Jobs;

    /// <summary>Takes the directory, opens the account and looks whether the chain is the right one.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="passphraseFile">The command's option; null for the node's setting, else a prompt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<OfflineNode> OpenAsync(NodeOptions options, string? passphraseFile, CancellationToken cancellationToken)
    {
        options.Directory.RequireRights();
        var exclusive = options.Directory.Lock();
        ChainConnection? chain = null;
        PrivateKey? account = null;
        TransactionSender? sender = null;
        try
        {
            chain = ChainConnection.Open(options.Chain);
            await chain.Contracts.RequireAsync(cancellationToken).ConfigureAwait(false);
            var passphrase = Keys.Passphrase.Read(passphraseFile ?? options.PassphraseFile);
            account = await NodeIdentity.OpenAccountAsync(new KeyFiles(options.Directory), passphrase, cancellationToken).ConfigureAwait(false);
            var confirmations = await chain.ConfirmationsAsync(options.Chain, cancellationToken).ConfigureAwait(false);
            sender = new TransactionSender(
                chain.Client, new Account(account), chain.Contracts.Addresses.ChainId, ChainConnection.SenderOptions(options.Chain, confirmations));
            // Opening it takes up what a node left under way: those transactions come first, by their nonces.
            var core = await NodeCore.OpenAsync(options, chain.Contracts, sender, confirmations, cancellationToken).ConfigureAwait(false);
            return new OfflineNode(options, passphrase, exclusive, account, chain, sender, core);
        }
        catch
        {
            if (sender is not null)
                await sender.DisposeAsync().ConfigureAwait(false);
            account?.Dispose();
            chain?.Dispose();
            exclusive.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await core.DisposeAsync().ConfigureAwait(false);
        await Sender.DisposeAsync().ConfigureAwait(false);
        account.Dispose();
        Chain.Dispose();
        exclusive.Dispose();
    }
}
