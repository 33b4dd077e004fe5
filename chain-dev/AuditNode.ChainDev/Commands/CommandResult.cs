using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditNode.ChainDev.Commands;

/// <summary>What a command prints on standard output: one line of JSON, or lines for people. Never a key, only where it is.</summary>
internal static class CommandResult
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        // Paths and URLs as they are: this goes to a terminal or a file, not into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Prints the result.</summary>
    public static void Write(object json, IEnumerable<string> lines, bool asJson)
    {
        if (asJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(json, Format));
        else
        {
            foreach (var line in lines)
                Console.Out.WriteLine(line);
        }
        Console.Out.Flush();
    }

    /// <summary>Lines that name accounts and their key files.</summary>
    public static IEnumerable<string> Describe(IEnumerable<DevAccount> accounts) =>
        accounts.Select(account => $"account       {account.Address}  {account.KeyPath}");
}
