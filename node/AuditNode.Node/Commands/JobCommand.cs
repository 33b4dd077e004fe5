using System.CommandLine;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using AuditNode.Node.Peers;
using AuditNode.Records;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Commands;

/// <summary>job: proposes jobs, consents to them, and shows them.</summary>
internal static class JobCommand
{
    public static Command Create() => new("job", "Jobs of the consortium.") { Propose(), Consent(), List(), Show(), Result(), Watch(), Abort() };

    private static Command Propose()
    {
        var file = new Argument<string>("specification") { Description = "File with the specification (auditnode.job/1).", HelpName = "FILE" };
        var hours = new Option<int>("--consent-hours")
        {
            Description = "Hours within which data holders may consent (1 .. 8760).", HelpName = "H", DefaultValueFactory = _ => 72,
        };
        return Changing("propose", """
            Proposes a job on the chain. The other institutions' nodes fetch it from this one, which must run for that,
            or get the file another way: they consent to exactly these bytes.

            Example:
              audit-node job propose study.json --consent-hours 48
            """,
            [file], [hours],
            async (arguments, jobs, cancellationToken) =>
            {
                if (arguments.GetValue(hours) is < 1 or > 8760)
                    throw new NodeException(NodeError.Usage, $"--consent-hours must be 1 .. 8760, not {arguments.GetValue(hours)}.");
                var bytes = await ReadAsync(arguments.GetValue(file)!, cancellationToken).ConfigureAwait(false);
                return await jobs.ProposeAsync(bytes, arguments.GetValue(hours), cancellationToken).ConfigureAwait(false);
            });
    }

    private static Command Consent()
    {
        var job = CommonOptions.JobId();
        var file = new Option<string?>("--specification")
        {
            Description = "The specification as a file (default: the one at hand, else a running node asks the proposer's).", HelpName = "FILE",
        };
        var from = From();
        var dataset = new Option<string?>("--dataset") { Description = "The configured data set to bring (default: the only one).", HelpName = "NAME" };
        var assignment = new Option<bool>("--agree-to-assignment")
        {
            Description = "Agree that the receivers that the specification names learn every record's cluster, without differential privacy.",
        };
        return Changing("consent", """
            Consents to a job, after specification, data set and budget were checked. Repeating it does what is missing.
            It does all steps that the contracts have: opens the data set's privacy account where it is closed (privacy open), lets the job
            spend its rho of it (privacy consent), and consents.

            Examples:
              audit-node job consent 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2 --dataset heart --from https://bank.example:7443
              audit-node job consent 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2 --specification study.json
            """,
            [job], [file, from, dataset, assignment],
            async (arguments, jobs, cancellationToken) =>
            {
                var bytes = arguments.GetValue(file) is { } path ? await ReadAsync(path, cancellationToken).ConfigureAwait(false) : null;
                var request = new ConsentRequest(bytes, arguments.GetValue(dataset), arguments.GetValue(assignment), arguments.GetValue(from));
                return await jobs.ConsentAsync(arguments.GetValue(job), request, cancellationToken).ConfigureAwait(false);
            });
    }

    private static Command Abort()
    {
        var job = CommonOptions.JobId();
        var reason = new Option<string>("--reason") { Description = "1 .. 31 ASCII characters that everybody sees.", HelpName = "TEXT", Required = true };
        return Changing("abort", """
            Ends a job without a result, for all parties and for ever.

            Example:
              audit-node job abort 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2 --reason "wrong column"
            """,
            [job], [reason],
            async (arguments, jobs, cancellationToken) =>
            {
                var text = arguments.GetValue(reason)!;
                if (text.Length is 0 or > 31 || !text.All(char.IsAscii))
                    throw new NodeException(NodeError.Usage, "--reason must be 1 .. 31 ASCII characters.");
                return await jobs.AbortAsync(arguments.GetValue(job), text, cancellationToken).ConfigureAwait(false);
            });
    }

    private static Command List()
    {
        var (directory, set, json) = (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.Json());
        return new Command("list", "Lists the jobs of this institution, newest first; needs no running node.") { directory, set, json }
            .Does(async (arguments, cancellationToken) =>
            {
                using var jobs = JobSource.Open(NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!));
                var found = await jobs.ListAsync(cancellationToken).ConfigureAwait(false);
                CommandResult.WriteTable(
                    found, ["job", "name", "state", "clusters", "rounds", "missing consents"],
                    found.Select(job => (IReadOnlyList<string>)
                        [job.JobId, job.Name ?? "", job.State, $"{job.Clusters}", $"{job.Rounds}", $"{job.MissingConsents.Count}"]),
                    "no jobs", arguments.GetValue(json));
            });
    }

    private static Command Show()
    {
        var (job, directory, set, json) = (CommonOptions.JobId(), CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.Json());
        var (from, save) = (From(), new Option<string?>("--save") { Description = "Write the specification to this file, to read before consenting.", HelpName = "FILE" });
        return new Command("show", """
            Shows a job; needs no running node. With --save or --from also has its specification at hand, for which a running node asks the proposer's
            where it must: its SHA-256 is that of the chain, or it is refused.

            Examples:
              audit-node job show 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2
              audit-node job show 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2 --from https://bank.example:7443 --save study.json
            """)
        { job, from, save, directory, set, json }.Does(async (arguments, cancellationToken) =>
        {
            using var jobs = JobSource.Open(NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!));
            if (arguments.GetValue(save) is not null || arguments.GetValue(from) is not null)
            {
                var bytes = await jobs.SpecificationAsync(arguments.GetValue(job), arguments.GetValue(from), cancellationToken).ConfigureAwait(false);
                if (arguments.GetValue(save) is { } path)
                    await File.WriteAllBytesAsync(path, bytes, cancellationToken).ConfigureAwait(false);
            }
            var found = await jobs.GetAsync(arguments.GetValue(job), cancellationToken).ConfigureAwait(false);
            CommandResult.Write(found, Describe(found), arguments.GetValue(json));
        });
    }

    private static Command Result()
    {
        var (job, directory, set) = (CommonOptions.JobId(), CommonOptions.Directory(), CommonOptions.Set());
        var json = CommonOptions.Json();
        return new Command("result", """
            Prints the result of a completed job as JSON, as this institution got it.

            Example:
              audit-node job result 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2 > centroids.json
            """)
        { job, directory, set, json }.Does(async (arguments, cancellationToken) =>
        {
            var options = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            using var client = AdminClient.Open(options);
            var result = await client.FindBytesAsync($"v1/jobs/{arguments.GetValue(job)}/result", cancellationToken).ConfigureAwait(false)
                ?? throw new NodeException(NodeError.NotFound, $"This node has no result of job {arguments.GetValue(job)}; see its state with audit-node job show.");
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(result, cancellationToken).ConfigureAwait(false);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        });
    }

    private static Command Watch()
    {
        var (job, directory, set, json) = (CommonOptions.JobId(), CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.Json());
        return new Command("watch", """
            Waits until a job has ended, with progress on a terminal. Exit code 0 if it is completed, 15 if it was aborted.

            Example:
              audit-node job watch 0x5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2 && audit-node job result 0x5fe7...
            """)
        { job, directory, set, json }.Does(async (arguments, cancellationToken) =>
        {
            using var jobs = JobSource.Open(NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!));
            var ended = await JobWatch.UntilEndAsync(jobs, arguments.GetValue(job), cancellationToken).ConfigureAwait(false);
            CommandResult.Write(ended, Describe(ended), arguments.GetValue(json));
            return ended.State == "completed" ? 0 : (int)NodeError.Findings;
        });
    }

    private static Command Changing(
        string name, string description, Argument[] own, Option[] options, Func<ParseResult, JobChanges, CancellationToken, Task<JobChange>> change)
    {
        var (directory, set, passphrase, json) =
            (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.PassphraseFile(), CommonOptions.Json());
        var command = new Command(name, description);
        foreach (var argument in own)
            command.Add(argument);
        foreach (var option in (Option[])[.. options, directory, set, passphrase, json])
            command.Add(option);
        return command.Does(async (arguments, cancellationToken) =>
        {
            var loaded = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            await using var jobs = await JobChanges.OpenAsync(loaded, arguments.GetValue(passphrase), cancellationToken).ConfigureAwait(false);
            var changed = await change(arguments, jobs, cancellationToken).ConfigureAwait(false);
            CommandResult.Write(
                changed,
                [("job", changed.JobId), ("specification", changed.SpecHash), ("transaction", changed.Transaction)],
                arguments.GetValue(json));
        });
    }

    private static IEnumerable<(string, string?)> Describe(JobStatus job) =>
    [
        ("job", job.JobId),
        ("name", job.Name),
        ("state", job.State),
        ("specification", job.SpecHash),
        ("proposer", job.Proposer),
        .. job.Parties.Select(party => ("party", (string?)(job.MissingConsents.Contains(party) ? $"{party}  has not consented" : party))),
        ("clusters, rounds", $"{job.Clusters}, {job.Rounds}"),
        ("rho", $"{job.Rho} units of 1e-12"),
        ("consent until", job.ConsentDeadline?.ToString("u")),
        ("result", job.Result),
        ("aborted because", job.AbortReason),
        ("progress", job.Progress is { } step ? JobWatch.Describe(step) : null),
    ];

    private static Option<Uri?> From() => new("--from")
    {
        Description = "Where the node of the job's proposer listens (default: what earlier jobs say).",
        HelpName = "URL",
        CustomParser = argument =>
        {
            if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && PeerDirectory.IsEndpoint(url))
                return url;
            argument.AddError("--from must be https://HOST:PORT.");
            return null;
        },
    };

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new NodeException(NodeError.Files, $"There is no file {path}; name the job's specification.");
        if (file.Length > JobSpecification.MaximumByteCount)
            throw new NodeException(NodeError.Usage, $"{path} has {file.Length} bytes; a specification has at most {JobSpecification.MaximumByteCount}.");
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            JobSpecification.Parse(bytes);
            return bytes;
        }
        catch (RecordFormatException e)
        {
            throw new NodeException(NodeError.Usage, $"{path} is no specification: {e.Message.TrimEnd('.')}. It is canonical JSON (RFC 8785: members sorted, "
                + "no white space, no new line at the end), as jq -cjS . FILE writes it; docs/records.md lists its members.", e);
        }
    }
}
