using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.Scenarios;

namespace AuditNode.Benchmarks.Chain;

/// <summary>A consortium on an embedded development chain of its own, gone when disposed of.</summary>
internal sealed class EmbeddedConsortium : IAsyncDisposable
{
    private EmbeddedConsortium(DevChain chain, Consortium consortium) => (Chain, Consortium) = (chain, consortium);

    public DevChain Chain { get; }

    public Consortium Consortium { get; }

    public static async Task<EmbeddedConsortium> StartAsync(string client, CancellationToken cancellationToken)
    {
        DevChainOptions options = new() { KeepState = false };
        DevChain chain = client == "ganache" ? await GanacheChain.StartAsync(options, cancellationToken) : await AnvilChain.StartAsync(options, cancellationToken);
        try
        {
            // Ganache forgets transactions that one account sends in parallel.
            TransactionSenderOptions sending = new() { PollInterval = TimeSpan.FromMilliseconds(10), MaxInFlight = client == "ganache" ? 1 : 64 };
            return new EmbeddedConsortium(chain,
                await Consortium.CreateAsync([chain.RpcUrl], [.. chain.Accounts.Take(3).Select(account => account.ReadKey())], chain.ChainId, sending, cancellationToken));
        }
        catch
        {
            await chain.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Consortium.DisposeAsync();
        await Chain.DisposeAsync();
    }
}
