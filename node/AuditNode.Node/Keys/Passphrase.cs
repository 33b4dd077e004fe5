using System.Text;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Keys;

/// <summary>
/// What opens a node's keys: the first line of a file that only its owner may read, or what is typed at a prompt without echo. It never
/// comes from the command line or the environment, which other processes can read.
/// </summary>
public static class Passphrase
{
    /// <summary>Characters that a new passphrase has at least.</summary>
    public const int MinLength = 12;

    /// <summary>Characters that a passphrase has at most.</summary>
    public const int MaxLength = 1024;

    private const int MaxFileLength = 8192;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads the passphrase of existing keys.</summary>
    /// <param name="file">The file; null to ask on the terminal.</param>
    /// <exception cref="NodeException">The file is absent, empty or readable by others, or there is no terminal to ask on.</exception>
    public static string Read(string? file) => file is not null ? ReadFile(file) : Ask("Passphrase: ");

    /// <summary>Reads the passphrase of keys that are to be made; typed twice at a prompt.</summary>
    /// <param name="file">The file; null to ask on the terminal.</param>
    /// <exception cref="NodeException">As for <see cref="Read"/>, or it is too short, or typed differently.</exception>
    public static string ReadNew(string? file)
    {
        var passphrase = Read(file);
        if (passphrase.Length < MinLength)
            throw new NodeException(
                NodeError.Passphrase, $"A passphrase has at least {MinLength} characters, this one {passphrase.Length}; choose a longer one.");
        if (file is null && Ask("Once more:  ") != passphrase)
            throw new NodeException(NodeError.Passphrase, "The two passphrases differ; try again.");
        return passphrase;
    }

    private static string ReadFile(string file)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && !IsCredential(file) && (File.GetUnixFileMode(file) & Others) != 0)
                throw new NodeException(NodeError.Passphrase, $"Others may read the passphrase file {file}; run: chmod 600 {file}");
            using var reader = new StreamReader(file, Encoding.UTF8);
            if (reader.BaseStream.CanSeek && reader.BaseStream.Length > MaxFileLength)
                throw new NodeException(NodeError.Passphrase, $"The passphrase file {file} is longer than {MaxFileLength} bytes; is it the right one?");
            var line = reader.ReadLine() ?? "";
            return line.Length is > 0 and <= MaxLength
                ? line
                : throw new NodeException(
                    NodeError.Passphrase, $"The first line of {file} must hold the passphrase, 1 .. {MaxLength} characters; it has {line.Length}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(
                NodeError.Passphrase, $"Cannot read the passphrase file {file}; write the passphrase there, with mode 0600.", e);
        }
    }

    // systemd hands credentials over with an access list, whose mask looks like rights of the group (systemd.exec(5), LoadCredential=).
    private static bool IsCredential(string file) => Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder
        && Path.GetDirectoryName(Path.GetFullPath(file)) == Path.GetFullPath(folder);

    private static string Ask(string prompt)
    {
        if (Console.IsInputRedirected)
            throw new NodeException(
                NodeError.Passphrase, "There is no terminal to ask for the passphrase on; name a file with --passphrase-file or keys.passphraseFile.");
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar) && typed.Length < MaxLength)
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        var text = typed.ToString();
        typed.Clear();
        return text;
    }
}
