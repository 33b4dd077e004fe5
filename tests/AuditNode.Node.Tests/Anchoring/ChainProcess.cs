using System.Diagnostics;
using System.Globalization;

namespace AuditNode.Node.Tests.Anchoring;

/// <summary>The chain's client process, which can be halted as a machine halts: its connections stay, and nothing answers.</summary>
/// <param name="lifeline">The process that started it.</param>
internal sealed class ChainProcess(int lifeline)
{
    public void Halt() => Signal("STOP");

    public void Continue() => Signal("CONT");

    private void Signal(string name)
    {
        string children = File.ReadAllText($"/proc/{lifeline}/task/{lifeline}/children");
        int client = int.Parse(children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Single(), CultureInfo.InvariantCulture);
        using Process kill = Process.Start("kill", [$"-{name}", client.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
