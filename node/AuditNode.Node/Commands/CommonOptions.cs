using System.CommandLine;
using System.CommandLine.Parsing;
using AuditNode.Chain;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>Options and arguments that several commands have. Each command has objects of its own.</summary>
internal static class CommonOptions
{
    public static Option<string> Directory() => new("--directory", "-d")
    {
        Description = $"The node's directory (default: {NodeConfiguration.DirectoryVariable}, else the current one).",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(NodeConfiguration.DirectoryVariable) is { Length: > 0 } path ? path : ".",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as one line of JSON." };

    public static Option<string?> PassphraseFile() => new("--passphrase-file")
    {
        Description = "File whose first line opens the keys (default: keys.passphraseFile, else a prompt).",
        HelpName = "FILE",
    };

    public static Option<KeyValuePair<string, string>[]> Set() => new("--set")
    {
        Description = "Override a configuration key, for example --set log.level=debug; may be repeated.",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ReadSettings,
        DefaultValueFactory = _ => [],
    };

    public static Argument<Bytes32> JobId() => new("job")
    {
        Description = "The job's number: 0x and 64 hexadecimal digits.",
        HelpName = "JOB",
        CustomParser = argument => Read<Bytes32>(argument, Bytes32.TryParse, "a job's number, 0x and 64 hexadecimal digits"),
    };

    public static Argument<Address> Institution() => new("institution")
    {
        Description = "The institution's chain address.",
        HelpName = "ADDRESS",
        CustomParser = argument => Read<Address>(argument, Address.TryParse, "an address, 0x and 40 hexadecimal digits (with right checksum where it has capitals)"),
    };

    public delegate bool TryParse<T>(ReadOnlySpan<char> text, out T value);

    public static T Read<T>(ArgumentResult argument, TryParse<T> parse, string range)
        where T : struct
    {
        var text = argument.Tokens[0].Value;
        if (parse(text, out var value))
            return value;
        argument.AddError($"\"{text}\" is not {range}.");
        return default;
    }

    private static KeyValuePair<string, string>[] ReadSettings(ArgumentResult argument)
    {
        var settings = new List<KeyValuePair<string, string>>();
        foreach (var token in argument.Tokens)
        {
            // What follows "=" is not repeated: somebody may have put a secret there.
            if (token.Value.IndexOf('=') is > 0 and var equals)
                settings.Add(new KeyValuePair<string, string>(token.Value[..equals], token.Value[(equals + 1)..]));
            else
                argument.AddError("--set takes KEY=VALUE, for example --set log.level=debug.");
        }
        return [.. settings];
    }

    /// <summary>The directory that the options name.</summary>
    public static NodeDirectory DirectoryOf(this ParseResult arguments, Option<string> option) => new(arguments.GetValue(option)!);
}
