using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AuditNode.ChainDev.Tests.Console;

public sealed class ConsoleTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    public static TheoryData<string> Networks => new("dev", "dev --client ganache", "poa --validators 1 --followers 0 --period 1");

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Killed_at_once_it_leaves_nothing_behind(string command)
    {
        using var directory = new TemporaryDirectory();
        using var console = ConsoleProcess.Start([.. command.Split(' '), "--json", "--data", directory.Path]);
        var (_, result) = await console.ReadResultAsync(Limit);
        var child = First(result);
        Assert.True(IsAlive(child.ProcessId));
        console.KillAlone();
        await UntilAsync(() => !IsAlive(child.ProcessId) && !IsListening(child.RpcUrl));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Interrupted_it_stops_in_order_and_prints_no_key(string command)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var directory = new TemporaryDirectory();
        using var console = ConsoleProcess.Start([.. command.Split(' '), "--json", "--data", directory.Path]);
        var (text, result) = await console.ReadResultAsync(Limit);
        var child = First(result);
        await console.InterruptAsync(Limit);
        var (exitCode, output, errors) = await console.WaitAsync(Limit);
        Assert.Equal(0, exitCode);
        Assert.False(IsAlive(child.ProcessId));
        foreach (var account in result.GetProperty("accounts").EnumerateArray())
        {
            var key = await File.ReadAllTextAsync(account.GetProperty("keyFile").GetString()!, Limit);
            Assert.DoesNotContain(key, text + output + errors, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("dev --client geth")]
    [InlineData("dev --port 0")]
    [InlineData("dev --block-time x")]
    [InlineData("poa --validators 0")]
    [InlineData("nothing")]
    [InlineData("")]
    public async Task A_wrong_command_line_is_one_line_on_standard_error(string command)
    {
        using var console = ConsoleProcess.Start(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var (exitCode, output, errors) = await console.WaitAsync(Limit);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Single(lines, line => line.StartsWith("error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_taken_port_has_an_exit_code_of_its_own()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var console = ConsoleProcess.Start("dev", "--port", $"{port}");
        var (exitCode, _, errors) = await console.WaitAsync(Limit);
        Assert.Equal(4, exitCode);
        Assert.Contains($"Port {port} ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "poa")]
    [InlineData("dev --help", "--block-time")]
    [InlineData("poa --help", "--base-port")]
    public async Task Help_names_commands_and_options(string command, string expected)
    {
        using var console = ConsoleProcess.Start(command.Split(' '));
        var (exitCode, output, _) = await console.WaitAsync(Limit);
        Assert.Equal(0, exitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static (int ProcessId, Uri RpcUrl) First(JsonElement result)
    {
        var node = result.TryGetProperty("nodes", out var nodes) ? nodes[0] : result;
        return (node.GetProperty("processId").GetInt32(), new Uri(node.GetProperty("rpcUrl").GetString()!));
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsListening(Uri url)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(url.Host, url.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var limit = Limit;
        while (!condition())
            await Task.Delay(100, limit);
    }
}
