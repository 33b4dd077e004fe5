using System.Security.Cryptography;
using AuditNode.Node.Peers;
using Xunit.Abstractions;

namespace AuditNode.Node.Tests.Peers;

/// <summary>Alone, because it measures the memory of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "peers, alone";
}

[Collection(AloneCollection.Name)]
public class LargeMessageTests(ITestOutputHelper output)
{
    private const int Large = 100 << 20;

    [Fact]
    public async Task A_message_of_100_MB_goes_from_file_to_file_without_being_held_in_memory()
    {
        await using TestPair pair = await TestPair.StartAsync(new AnyMessages(Large), new PeerClientOptions());
        string path = pair.Folder.At("large");
        byte[] digest = await WriteRandomAsync(path);
        using var message = new OutgoingMessage(
            pair.Header(0, default) with { PayloadLength = Large, PayloadSha256 = Chain.Bytes32.FromBytes(digest) }, PayloadSource.FromFile(path));
        using var stopping = new CancellationTokenSource();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task<long> peak = WatchMemoryAsync(stopping.Token);
        await pair.SendAsync(message);
        await stopping.CancelAsync();
        long grown = await peak - before;
        output.WriteLine($"peak of both ends' managed memory above that before: {grown / 1e6:0.0} MB, traffic {pair.Clinic.Services.Traffic.ByPeer[pair.Insurer.Institution].Sent / (double)Large:0.0000} of the payload");
        await using Stream arrived = (await pair.Insurer.Services.Inbox.NextAsync(TestPair.JobId, TestPair.To, 0)).OpenPayload();
        Assert.Equal(digest, await SHA256.HashDataAsync(arrived));
        Assert.InRange(grown, 0, 32 << 20);
    }

    private static async Task<byte[]> WriteRandomAsync(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream file = File.Create(path);
        byte[] piece = new byte[1 << 20];
        for (int written = 0; written < Large; written += piece.Length)
        {
            RandomNumberGenerator.Fill(piece);
            hash.AppendData(piece);
            await file.WriteAsync(piece);
        }

        return hash.GetHashAndReset();
    }

    private static async Task<long> WatchMemoryAsync(CancellationToken stopping)
    {
        long peak = 0;
        while (!stopping.IsCancellationRequested)
        {
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Yield();
            await Task.Delay(5, CancellationToken.None);
        }

        return peak;
    }
}
