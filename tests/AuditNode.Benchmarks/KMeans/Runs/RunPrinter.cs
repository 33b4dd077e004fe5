using System.Globalization;
using AuditNode.Benchmarks.Reporting;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>A report for readers: aligned tables.</summary>
internal static class RunPrinter
{
    public static string Print(RunReport report)
    {
        var summary = new TextTable("run", "") { HasWords = true };
        summary.Add("data", $"{report.Dataset}, n = {Quantity.Count(report.Records)}, d = {report.Dimensions}, k = {report.Clusters}");
        summary.Add("parties, threads, degree", string.Create(CultureInfo.InvariantCulture, $"{report.Parties}, {report.Threads}, {report.Degree}"));
        summary.Add("time", $"{Quantity.Seconds(report.SecondsTotal)}, {Quantity.Seconds(report.SecondsPerRound)} a round, {report.Rounds} rounds");
        summary.Add("peak memory", Quantity.Memory(report.PeakMemoryBytes));
        summary.Add("privacy", Describe(report.Privacy));

        var quality = new TextTable("clustering", "loss in [0,1]", "loss in [-1,1]", "accuracy", "ARI", "NMI");
        AddQuality("encrypted", new QualityReport(report.Loss, report.LossPm1, report.Accuracy, report.Ari, report.Nmi));
        AddQuality("Lloyd in the clear", report.Lloyd);

        var phases = new TextTable("phase", "time", "a round");
        foreach ((string phase, double seconds) in report.Seconds.Phases) phases.Add(phase, Quantity.Seconds(seconds), Quantity.Seconds(seconds / report.Rounds));

        var bytes = new TextTable("message", "bytes");
        foreach ((string kind, long count) in report.Bytes.ByKind) bytes.Add(kind, Quantity.Bytes(count));
        bytes.Add("keys", Quantity.Bytes(report.Bytes.Keys));
        bytes.Add("all but keys", Quantity.Bytes(report.Bytes.AfterKeys));
        bytes.Add("total", Quantity.Bytes(report.Bytes.Total));

        var network = new TextTable("network", "messages alone", "with computing");
        foreach ((string name, double seconds) in report.Network) network.Add(name, Quantity.Seconds(seconds), Quantity.Seconds(seconds + report.SecondsTotal));
        return string.Join('\n', new[] { summary, quality, phases, bytes, network }.Select(t => t.ToAligned()));

        void AddQuality(string name, QualityReport q) =>
            quality.Add(name, Quantity.Loss(q.Loss), Quantity.Loss(q.LossPm1), Quantity.Percentage(q.Accuracy), Score(q.Ari), Score(q.Nmi));
    }

    private static string Score(double? score) => score?.ToString("F4", CultureInfo.InvariantCulture) ?? "-";

    private static string Describe(PrivacyReport privacy) => privacy.Rho is { } rho
        ? string.Create(CultureInfo.InvariantCulture, $"{privacy.Noise} noise, eps = {privacy.Epsilon:G6}, delta = {privacy.Delta:G3}, rho = {rho:G6}")
        : "no noise: none";
}
