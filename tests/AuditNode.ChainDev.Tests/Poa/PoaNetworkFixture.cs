using AuditNode.ChainDev.Poa;

namespace AuditNode.ChainDev.Tests.Poa;

/// <summary>A network of three validators and a follower with blocks every second, shared by the tests of a class.</summary>
public sealed class PoaNetworkFixture : IAsyncLifetime
{
    public PoaNetwork Network { get; private set; } = null!;

    public async Task InitializeAsync() => Network = await PoaNetwork.StartAsync(
        new PoaNetworkOptions { Validators = 3, Followers = 1, Period = TimeSpan.FromSeconds(1) });

    public async Task DisposeAsync() => await Network.DisposeAsync();
}
