using System.Diagnostics;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.ChainDev.Processes;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>Starts, kills and starts again a <see cref="ReceiverProgram"/> on one folder and port.</summary>
internal sealed class ReceiverProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Bytes32 _sender;
    private Process? _process;

    public ReceiverProcess(string folder, Bytes32 sender)
    {
        (_folder, _sender) = (folder, sender);
        using PeerCertificate certificate = PeerCertificate.Create(TestNode.AddressOf(2), TimeProvider.System);
        certificate.Save(Path.Combine(folder, "tls.pem"));
        Fingerprint = certificate.Fingerprint;
    }

    public Bytes32 Fingerprint { get; }

    /// <summary>One that the system gives to nobody else while no receiver runs.</summary>
    public int Port { get; } = LoopbackPort.Choose();

    public Uri Endpoint => new($"https://127.0.0.1:{Port}");

    public string Inbox => Path.Combine(_folder, "inbox");

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (string argument in (string[])["exec", typeof(ReceiverProcess).Assembly.Location, ReceiverProgram.Verb, _folder, _sender.ToString(), $"{Port}"])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        string? line = await _process.StandardOutput.ReadLineAsync();
        if (line != Port.ToString(CultureInfo.InvariantCulture)) throw new InvalidOperationException("The receiver did not start.");
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
    }
}
