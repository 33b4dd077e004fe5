using AuditNode.Node.Hosting;
using AuditNode.Verifier;
using AuditNode.Verifier.Reports;

namespace AuditNode.Node.Commands;

/// <summary>Runs a verification with progress and prints its report.</summary>
internal static class AuditReport
{
    /// <summary>Runs it; returns the verification's own exit code.</summary>
    /// <exception cref="NodeException">What was asked for makes no sense.</exception>
    public static async Task<int> RunAsync(Func<IProgress<VerificationProgress>?, Task<VerificationReport>> verification, bool asJson)
    {
        VerificationReport report;
        try
        {
            report = await StageProgress.ShowAsync(verification).ConfigureAwait(false);
        }
        catch (VerificationArgumentException e)
        {
            throw new NodeException(NodeError.Usage, e.Message.ReplaceLineEndings(" "), e);
        }
        if (asJson)
        {
            await using var output = Console.OpenStandardOutput();
            ReportJson.Write(report, output);
            output.Write("\n"u8);
        }
        else
        {
            ReportText.Write(report, Console.Out);
            await Console.Out.FlushAsync().ConfigureAwait(false);
        }
        return (int)report.Exit;
    }
}
