using System.Security.Cryptography;
using System.Text;
using AuditNode.ChainDev.Processes;

namespace AuditNode.Node.Hosting;

/// <summary>
/// What a request to the admin API must know: 32 random bytes, new at every start, in a file that only the node's user may read. Whoever may
/// read the file may do what the node's user may do anyway.
/// </summary>
public sealed class AdminToken
{
    private const int ByteCount = 32;
    private readonly byte[] digest;

    private AdminToken(string text) => digest = Digest(text);

    /// <summary>Makes a token and writes it, mode 0600.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    public static AdminToken Create(string path)
    {
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ByteCount));
        PrivateFile.Write(path, text);
        return new AdminToken(text);
    }

    /// <summary>Reads the token of a running node; null where there is none.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length == 2 * ByteCount ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a text is the token; takes the same time for every text.</summary>
    public bool Accepts(string text) => CryptographicOperations.FixedTimeEquals(Digest(text), digest);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
