using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.Scenarios;

namespace AuditNode.Node.Tests.Anchoring;

/// <summary>A real chain with a consortium. Its setup is done and final when a test gets it.</summary>
internal sealed class AnchoringChain : IAsyncDisposable
{
    private AnchoringChain(AnvilChain chain, Consortium consortium) => (Chain, Consortium) = (chain, consortium);

    public AnvilChain Chain { get; }

    public Consortium Consortium { get; }

    public JsonRpcClient Rpc => Consortium.Hospital.Client.Rpc;

    public static async Task<AnchoringChain> StartAsync()
    {
        AnvilChain chain = await AnvilChain.StartAsync(new DevChainOptions { KeepState = false });
        try
        {
            TransactionSenderOptions sending = new() { PollInterval = TimeSpan.FromMilliseconds(20) };
            return new AnchoringChain(
                chain, await Consortium.CreateAsync([chain.RpcUrl], [.. chain.Accounts.Take(3).Select(account => account.ReadKey())], chain.ChainId, sending));
        }
        catch
        {
            await chain.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes empty blocks.</summary>
    public async Task MineAsync(int blocks)
    {
        for (int i = 0; i < blocks; i++) await Rpc.CallAsync(new JsonRpcRequest("evm_mine"));
    }

    /// <summary>The client behind its lifeline.</summary>
    public ChainProcess Process => new(Chain.ProcessId ?? throw new InvalidOperationException("The chain does not run."));

    public async ValueTask DisposeAsync()
    {
        await Consortium.DisposeAsync();
        await Chain.DisposeAsync();
    }
}
