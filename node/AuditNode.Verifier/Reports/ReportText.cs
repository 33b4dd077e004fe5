using System.Globalization;
using AuditNode.Records.Archives;
using AuditNode.Verifier.Findings;

namespace AuditNode.Verifier.Reports;

/// <summary>Reports for people: plain lines, the outcome and the first bad record first.</summary>
public static class ReportText
{
    /// <summary>The most findings that are written out; the JSON form has all.</summary>
    public const int MaximumFindings = 100;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(VerificationReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(Invariant($"{report.Operation}: {Outcome(report.Exit)}"));
        if (report.FirstBadRecord is { } first)
        {
            output.WriteLine(Invariant($"First bad record: {first.Sequence} of {first.Institution} in job {first.JobId}"));
            output.WriteLine(Invariant($"  {first.Code}: {Printable(first.Reason)}"));
            if (first.File is { } file) output.WriteLine(Invariant($"  in {Printable(file)}"));
        }

        WriteFindings(report, output, FindingWeight.Violation, "Wrong");
        WriteFindings(report, output, FindingWeight.Unchecked, "Not checked");
        if (report.Head is { } head) output.WriteLine(Invariant($"Chain {report.ChainId}, ledger {report.Contracts?.Ledger}, up to block {head.Number} ({head.Hash})"));
        foreach (string source in report.Sources) output.WriteLine(Invariant($"Archive {Printable(source)}"));
        foreach (JobReport job in report.Jobs) WriteJob(job, output, report.Sources.Count > 0);
        if (report.Artifacts > 0) output.WriteLine(Invariant($"Artifacts hashed: {report.Artifacts}"));
        if (report.Storage is { } storage) output.WriteLine(Invariant($"Storage of the ledger: {storage}"));
        if (report.Replay is { } replay) output.WriteLine(Replay(replay));
    }

    private static string Outcome(VerificationExit exit) => exit switch
    {
        VerificationExit.Ok => "everything was checked, and nothing is wrong",
        VerificationExit.Findings => "SOMETHING IS WRONG",
        VerificationExit.WrongArguments => "wrong arguments",
        VerificationExit.ReplayMismatch => "REPLAY GIVES SOMETHING ELSE",
        VerificationExit.ArchiveUnreadable => "no archive could be read",
        VerificationExit.ChainUnreachable => "the chain could not be read",
        VerificationExit.Incomplete => "nothing is wrong as far as could be checked, and not everything could",
        _ => exit.ToString(),
    };

    private static void WriteFindings(VerificationReport report, TextWriter output, FindingWeight weight, string title)
    {
        Finding[] findings = [.. report.Findings.Where(finding => finding.Weight == weight)];
        if (findings.Length == 0) return;
        output.WriteLine(Invariant($"{title}:"));
        foreach (Finding finding in findings.Take(MaximumFindings))
        {
            output.WriteLine(Invariant($"  {Printable(finding.ToString())}"));
            if (finding is { NamesRecord: true, File: { } file }) output.WriteLine(Invariant($"      in {Printable(file)}"));
        }

        long more = findings.Length - MaximumFindings + (weight == FindingWeight.Violation ? report.DroppedFindings : 0);
        if (more > 0) output.WriteLine(Invariant($"  and {more} more; the JSON form has all that were kept"));
    }

    private static void WriteJob(JobReport job, TextWriter output, bool isArchived)
    {
        output.WriteLine(Invariant(
            $"Job {job.JobId}{(job.Name is { } name ? $" '{Printable(name)}'" : "")}, {job.State.ToString().ToLowerInvariant()}{(isArchived ? $", privacy spent {job.RhoSpent} of {job.RhoBudget} (1e-12)" : "")}"));
        foreach (StreamReport stream in job.Streams)
        {
            // Without an archive nobody knows names and contents.
            string archived = isArchived ? Invariant($" {stream.Party ?? "?"}: ") : ": ", sound = isArchived ? Invariant($", not yet {Range(stream.Pending)}, sound {stream.Sound}") : "";
            output.WriteLine(Invariant(
                $"  {stream.Institution}{archived}anchored {Range(stream.Anchored)}{Blocks(stream)}{sound}, proofs of attribution {stream.Attributions}, of relations {stream.Relations}"));
        }
    }

    private static string Replay(ReplayReport replay) => Invariant(
        $"Replayed {replay.Chosen} of {replay.Replayable} operations that can be ({replay.Mode}), {replay.Equal} equal bit for bit{(replay.Beacon is { } beacon ? $", drawn from beacon {beacon}" : "")}");

    private static string Range(SequenceRange? range) => range is { } known ? known.ToString() : "none";

    private static string Blocks(StreamReport stream) => stream.FirstBlock is { } first ? Invariant($" in blocks {first} to {stream.LastBlock}") : "";

    // What others wrote must not move the cursor or colour the terminal.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c == '\u202e' ? '?' : c));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
