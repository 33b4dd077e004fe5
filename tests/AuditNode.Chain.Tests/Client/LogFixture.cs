using AuditNode.Chain.Sending;
using AuditNode.Chain.Tests.Nodes;

namespace AuditNode.Chain.Tests.Client;

/// <summary>A chain of more blocks than two requests for logs may span, with twelve logs and 450 blocks between each and the next.</summary>
public sealed class LogFixture : IAsyncLifetime
{
    private const int LogCount = 12;
    private const int BlocksBetween = 450;
    private DevelopmentChain? chain;

    internal DevelopmentChain Chain => chain!;

    /// <summary>Selects the twelve logs.</summary>
    internal FilterQuery Filter { get; private set; } = new();

    /// <summary>Their topics in order.</summary>
    internal Bytes32[] Topics { get; } = [.. Enumerable.Range(0, LogCount).Select(i => Keccak256.HashData([(byte)i]))];

    public async Task InitializeAsync()
    {
        chain = await DevelopmentChain.StartAnvilAsync();
        var contract = await Chain.DeployAsync(TestContracts.Logging);
        Filter = new FilterQuery { Addresses = [contract] };
        await using var sender = Chain.Sender();
        foreach (var topic in Topics)
        {
            await (await sender.SendAsync(new TransactionRequest { To = contract, Data = topic.ToArray() })).WaitAsync(timeout: Eventually.Patience);
            await Chain.MineAsync(BlocksBetween);
        }
    }

    public Task DisposeAsync() => chain?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
