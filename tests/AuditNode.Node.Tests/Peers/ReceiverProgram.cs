using System.Globalization;
using System.Net;
using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>A receiving node as a process of its own, for tests that kill it. Prints its port when it listens, then waits for its end.</summary>
internal static class ReceiverProgram
{
    public const string Verb = "receive";

    /// <param name="arguments">Folder with the certificate and the inbox; fingerprint of the sender; port.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        (string folder, Bytes32 fingerprint, int port) = (arguments[0], Bytes32.Parse(arguments[1]), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var registry = new MemoryRegistry();
        registry.Set(TestNode.AddressOf(1), fingerprint);
        using var inbox = new MessageInbox(Path.Combine(folder, "inbox"), minimumFree: 0);
        using var directory = new PeerDirectory(registry, TimeProvider.System);
        using PeerCertificate certificate = PeerCertificate.Load(Path.Combine(folder, "tls.pem"));
        var services = new PeerServices(directory, inbox, new PeerJobs(), new RefusalRecorder(null, TimeProvider.System), new PeerTraffic());
        directory.Watch(TestNode.AddressOf(1), new Uri("https://127.0.0.1:1"));
        await directory.RefreshAsync();
        var parties = new Dictionary<string, Address> { [TestPair.From] = TestNode.AddressOf(1), [TestPair.To] = TestNode.AddressOf(2) };
        services.Jobs.Open(new PeerJob(TestPair.JobId, TestPair.To, parties, new AnyMessages(1 << 24)));
        await using PeerServer server = await PeerServer.StartAsync(new PeerServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, port) }, certificate, services);
        Console.WriteLine(server.EndPoint.Port);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // The end of the input is the end of the test.
        }

        return 0;
    }
}
