using System.Diagnostics;
using System.Globalization;

namespace AuditNode.Scenarios;

/// <summary>The chain's client process, which can be halted as a machine halts: its connections stay, and nothing answers.</summary>
/// <param name="lifeline">The process that started it.</param>
public sealed class ChainProcess(int lifeline)
{
    public void Halt() => Signal("STOP");

    public void Continue() => Signal("CONT");

    private void Signal(string name)
    {
        var children = File.ReadAllText($"/proc/{lifeline}/task/{lifeline}/children");
        var client = int.Parse(children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Single(), CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", [$"-{name}", client.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"kill -{name} {client} ended with {kill.ExitCode}.");
    }
}
