using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace AuditNode.Engine.Tests;

/// <summary>
/// Real data sets that are not part of the repository: files of the folder shared/data beside the repository or one of its ancestors,
/// or below the folder that the environment variable AUDITNODE_SHARED names.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Opens a file, unpacked where its name ends in .gz, after checking it against the folder's SHA256SUMS.</summary>
    public static Stream Open(string name)
    {
        string folder = Folder ?? throw new DirectoryNotFoundException("shared/data is absent.");
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, name));
        string digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Contains(File.ReadLines(Path.Combine(folder, "SHA256SUMS")),
            line => line.StartsWith(digest, StringComparison.OrdinalIgnoreCase) && line.EndsWith(name, StringComparison.Ordinal));
        var stream = new MemoryStream(bytes);
        return name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>Numeric columns of a file, raw, one array a row.</summary>
    public static double[][] ReadNumbers(string name, params string[] columns)
    {
        using var reader = new StreamReader(Open(name));
        string[] header = reader.ReadLine()!.Split(',');
        int[] indices = [.. columns.Select(c => Array.IndexOf(header, c))];
        Assert.DoesNotContain(-1, indices);
        var rows = new List<double[]>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            rows.Add([.. indices.Select(i => double.Parse(cells[i], CultureInfo.InvariantCulture))]);
        }

        return [.. rows];
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("AUDITNODE_SHARED") is { Length: > 0 } shared)
        {
            string named = Path.Combine(shared, "data");
            return Directory.Exists(named) ? named : null;
        }

        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string candidate = Path.Combine(folder, "shared", "data");
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}
