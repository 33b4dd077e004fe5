using System.Net;
using System.Net.Sockets;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Commands;

/// <summary>Looks at everything that a node needs, one thing after the other, and goes on after what fails.</summary>
internal sealed class Examination(NodeDirectory directory, IEnumerable<KeyValuePair<string, string>> settings, TimeProvider time)
{
    private const long LeastBytes = 1L << 30;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PeerPatience = TimeSpan.FromSeconds(3);
    private readonly List<Check> checks = [];

    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken cancellationToken)
    {
        NodeOptions? options = null;
        try
        {
            options = NodeOptions.Load(directory, settings);
            Pass("configuration", directory.Configuration);
        }
        catch (NodeException e)
        {
            Fail("configuration", e.Message.Replace("\n", " / ", StringComparison.Ordinal), $"correct {directory.Configuration}");
        }
        if (!Directory.Exists(directory.Root))
            return checks;
        ExamineRights();
        ExamineDisk();
        ExamineRefusals();
        var keys = ExamineKeys();
        if (options is null)
            return checks;
        ExamineDatasets(options);
        ExaminePorts(options);
        await ExamineChainAsync(options, keys, cancellationToken).ConfigureAwait(false);
        return checks;
    }

    private void ExamineRights()
    {
        var wrong = directory.FindWrongRights();
        foreach (var line in wrong)
            Fail("rights", line.Split("; ")[0], line.Split("; ")[1]);
        if (wrong.Count == 0)
            Pass("rights", "only the owner can read the directory");
    }

    private void ExamineDisk()
    {
        try
        {
            var free = new DriveInfo(directory.Root).AvailableFreeSpace;
            Add("disk", free >= LeastBytes, $"{free >> 20} MiB free", $"make room: the archive and the journal grow; {LeastBytes >> 20} MiB are the least");
            var probe = directory.At(".doctor");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail("disk", e.Message.ReplaceLineEndings(" "), "give the directory to the user that runs the node");
        }
    }

    // Nothing is wrong here where others are refused: it is said so that somebody asks them.
    private void ExamineRefusals()
    {
        try
        {
            var refusals = RefusalsCommand.Read(directory);
            if (refusals.Count == 0)
                Pass("refusals", "nothing was refused of peers");
            else
            {
                Pass("refusals", $"{refusals.Sum(refusal => refusal.Count)} or more, the last {refusals[0].Reason} from {refusals[0].Institution ?? "a stranger"} "
                    + $"at {refusals[0].LastAt:u}; audit-node node refusals lists them");
            }
        }
        catch (NodeException e)
        {
            Fail("refusals", e.Message, "see what to do with a damaged journal in docs/journal.md");
        }
    }

    private KeySummary? ExamineKeys()
    {
        try
        {
            var keys = KeySummary.Read(directory);
            Pass("keys", keys.Institution.ToString());
            using var certificate = NodeIdentity.OpenCertificate(new KeyFiles(directory).Certificate);
            var validity = certificate.ValidityAt(time.GetUtcNow());
            Add("certificate", validity == CertificateValidity.Good, $"{validity}, until {keys.TlsNotAfter:u}",
                "move keys/tls.pem away, run audit-node key new and audit-node key register");
            if (File.Exists(new KeyFiles(directory).NextProof))
                Fail("key rotation", "a rotation was interrupted", "run audit-node key rotate again: it goes on");
            return keys;
        }
        catch (NodeException e)
        {
            Fail("keys", e.Message, "run audit-node key new, or restore the folder keys from the backup");
            return null;
        }
    }

    private void ExamineDatasets(NodeOptions options)
    {
        foreach (var dataset in options.Datasets)
            Add($"dataset {dataset.Name}", File.Exists(dataset.Path), dataset.Path, "put the file there, or correct datasets." + dataset.Name + ".path");
    }

    private void ExaminePorts(NodeOptions options)
    {
        if (directory.IsLocked())
        {
            Pass("ports", "the node is running");
            return;
        }
        foreach (var (setting, point) in (ReadOnlySpan<(string, IPEndPoint?)>)[("peers.listen", options.PeerListen), ("admin.listen", options.Admin.Tcp)])
        {
            if (point is not null)
                Add(setting, IsFree(point), $"{point}{(IsFree(point) ? " is free" : " is taken")}", $"stop the program that listens there, or change {setting}");
        }
    }

    private async Task ExamineChainAsync(NodeOptions options, KeySummary? keys, CancellationToken cancellationToken)
    {
        ChainConnection chain;
        try
        {
            chain = ChainConnection.Open(options.Chain);
        }
        catch (NodeException e)
        {
            Fail("contracts", e.Message, "correct chain.contracts or chain.credentialsFile");
            return;
        }
        using (chain)
        {
            checks.Add(await new ChainCheck(chain.Contracts).CheckAsync(cancellationToken).ConfigureAwait(false));
            if (!checks[^1].Passed)
                return;
            checks.Add(await new ContractsCheck(chain.Contracts).CheckAsync(cancellationToken).ConfigureAwait(false));
            if (!checks[^1].Passed)
                return;
            await ExamineClockAsync(chain, cancellationToken).ConfigureAwait(false);
            if (keys is not null)
                checks.Add(await KeyCheck.ExamineAsync(
                    chain.Contracts, keys.Institution, Convert.FromHexString(keys.ProofKey), keys.TlsFingerprint, cancellationToken).ConfigureAwait(false));
            await ExaminePeersAsync(options, cancellationToken).ConfigureAwait(false);
        }
    }

    // A block in the future means that this clock or a validator's is wrong; an old one only that nothing happened.
    private async Task ExamineClockAsync(ChainConnection chain, CancellationToken cancellationToken)
    {
        var block = await chain.Client.GetBlockAsync(Chain.BlockTag.Latest, cancellationToken).ConfigureAwait(false);
        var ahead = DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(block?.Timestamp ?? 0, 1UL << 37)) - time.GetUtcNow();
        Add("clock", ahead <= ClockTolerance, ahead > TimeSpan.Zero ? $"the newest block is {ahead.TotalSeconds:0} s ahead" : "no block is ahead of it",
            "set the clock of this machine (timedatectl set-ntp true)");
    }

    // Where peers listen stands in the specifications of jobs; without one there is nobody to try.
    private async Task ExaminePeersAsync(NodeOptions options, CancellationToken cancellationToken)
    {
        foreach (var (name, endpoint) in await KnownPeers.ReadAsync(options, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(endpoint.IdnHost, endpoint.Port, cancellationToken).AsTask().WaitAsync(PeerPatience, cancellationToken).ConfigureAwait(false);
                Pass($"peer {name}", $"{endpoint} takes connections");
            }
            catch (Exception e) when (e is SocketException or TimeoutException)
            {
                Fail($"peer {name}", $"{endpoint} does not take connections", "ask that institution, and the firewalls between");
            }
        }
    }

    private static bool IsFree(IPEndPoint point)
    {
        using var socket = new Socket(point.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (!OperatingSystem.IsWindows())
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(point);
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Pass(string name, string detail) => checks.Add(new Check(name, true, detail));

    private void Fail(string name, string detail, string remedy) => checks.Add(new Check(name, false, detail, remedy));

    private void Add(string name, bool passed, string detail, string remedy) => checks.Add(new Check(name, passed, detail, passed ? null : remedy));
}
