using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Verifier.Findings;

namespace AuditNode.Verifier.Reports;

/// <summary>Reports as JSON, for programs: schema <see cref="VerificationReport.Schema"/> (docs/verification.md).</summary>
public static class ReportJson
{
    /// <summary>Writes a report. Members that have no value are left out; rho is text, since it may exceed what JSON readers hold.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(VerificationReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.Default });
        writer.WriteStartObject();
        writer.WriteString("schema", VerificationReport.Schema);
        writer.WriteString("operation", report.Operation);
        writer.WriteString("outcome", Name(report.Exit));
        writer.WriteNumber("exitCode", (int)report.Exit);
        WriteChain(writer, report);
        writer.WriteStartArray("sources");
        foreach (string source in report.Sources) writer.WriteStringValue(source);
        writer.WriteEndArray();
        writer.WriteNumber("artifacts", report.Artifacts);
        if (report.Storage is { } storage) writer.WriteString("storage", storage);
        if (report.FirstBadRecord is { } first)
        {
            writer.WritePropertyName("firstBadRecord");
            WriteFinding(writer, first);
        }

        writer.WriteStartArray("findings");
        foreach (Finding finding in report.Findings) WriteFinding(writer, finding);
        writer.WriteEndArray();
        writer.WriteNumber("droppedFindings", report.DroppedFindings);
        writer.WriteStartArray("jobs");
        foreach (JobReport job in report.Jobs) WriteJob(writer, job);
        writer.WriteEndArray();
        if (report.Replay is { } replay) WriteReplay(writer, replay);
        writer.WriteEndObject();
    }

    /// <summary>The name of an outcome, as reports have it.</summary>
    /// <param name="exit">The outcome.</param>
    public static string Name(VerificationExit exit) => JsonNamingPolicy.KebabCaseLower.ConvertName(exit.ToString());

    private static void WriteChain(Utf8JsonWriter writer, VerificationReport report)
    {
        if (report.ChainId is not { } chainId || report.Contracts is not { } contracts || report.Head is not { } head) return;
        writer.WriteStartObject("chain");
        writer.WriteNumber("chainId", chainId);
        writer.WriteString("ledger", contracts.Ledger.ToString());
        writer.WriteString("institutionRegistry", contracts.Institutions.ToString());
        writer.WriteString("jobRegistry", contracts.Jobs.ToString());
        if (contracts.Budget is { } budget) writer.WriteString("privacyBudget", budget.ToString());
        writer.WriteNumber("block", head.Number);
        writer.WriteString("blockHash", head.Hash.ToString());
        writer.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("code", finding.Code);
        writer.WriteString("weight", finding.Weight == FindingWeight.Violation ? "violation" : "unchecked");
        if (finding.JobId is { } job) writer.WriteString("jobId", job.ToString());
        if (finding.Institution is { } institution) writer.WriteString("institution", institution.ToString());
        if (finding.Sequence is { } sequence) writer.WriteNumber("sequence", sequence);
        if (finding.RecordHash is { } hash) writer.WriteString("recordHash", hash.ToString());
        if (finding.File is { } file) writer.WriteString("file", file);
        writer.WriteString("reason", finding.Reason);
        writer.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter writer, JobReport job)
    {
        writer.WriteStartObject();
        writer.WriteString("jobId", job.JobId.ToString());
        if (job.Name is { } name) writer.WriteString("name", name);
        writer.WriteString("state", JsonNamingPolicy.KebabCaseLower.ConvertName(job.State.ToString()));
        if (job.SpecificationHash is { } specification) writer.WriteString("specificationHash", specification.ToString());
        if (job.ResultHash is { } result) writer.WriteString("resultHash", result.ToString());
        writer.WriteString("rhoSpent", job.RhoSpent.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("rhoBudget", job.RhoBudget.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("streams");
        foreach (StreamReport stream in job.Streams) WriteStream(writer, stream);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter writer, StreamReport stream)
    {
        writer.WriteStartObject();
        writer.WriteString("institution", stream.Institution.ToString());
        if (stream.Party is { } party) writer.WriteString("party", party);
        WriteRange(writer, "anchored", stream.Anchored);
        WriteRange(writer, "pending", stream.Pending);
        writer.WriteNumber("sound", stream.Sound);
        if (stream.Head is { } head) writer.WriteString("head", head.ToString());
        if (stream.FirstBlock is { } first) writer.WriteNumber("firstBlock", first);
        if (stream.LastBlock is { } last) writer.WriteNumber("lastBlock", last);
        writer.WriteNumber("attributions", stream.Attributions);
        writer.WriteNumber("relations", stream.Relations);
        writer.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter writer, string name, SequenceRange? range)
    {
        if (range is not { } known) return;
        writer.WriteStartObject(name);
        writer.WriteNumber("first", known.First);
        writer.WriteNumber("last", known.Last);
        writer.WriteEndObject();
    }

    private static void WriteReplay(Utf8JsonWriter writer, ReplayReport replay)
    {
        writer.WriteStartObject("replay");
        writer.WriteString("mode", replay.Mode);
        if (replay.Beacon is { } beacon) writer.WriteString("beacon", beacon.ToString());
        writer.WriteNumber("replayable", replay.Replayable);
        writer.WriteNumber("chosen", replay.Chosen);
        writer.WriteNumber("equal", replay.Equal);
        writer.WriteStartArray("records");
        foreach (Bytes32 record in replay.Records) writer.WriteStringValue(record.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
