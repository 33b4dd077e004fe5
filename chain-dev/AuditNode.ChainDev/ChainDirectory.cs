using System.Security.Cryptography;
using AuditNode.ChainDev.Processes;

namespace AuditNode.ChainDev;

/// <summary>Where a chain keeps keys, state and logs; locked as long as this object lives, so that no two run in one directory.</summary>
internal sealed class ChainDirectory : IDisposable
{
    private readonly FileStream exclusive;

    private ChainDirectory(string path, bool isTemporary, FileStream exclusive)
    {
        Path = path;
        IsTemporary = isTemporary;
        this.exclusive = exclusive;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Opens a directory, or a temporary one for null, that is deleted in the end.</summary>
    /// <exception cref="ChainDevException">It cannot be created, or another chain runs in it.</exception>
    public static ChainDirectory Open(string? path)
    {
        var name = $"auditnode-chain-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var full = System.IO.Path.GetFullPath(path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), name));
        PrivateFile.CreateDirectory(full);
        var exclusive = ExclusiveFile.TryOpen(System.IO.Path.Combine(full, "lock")) ?? throw new ChainDevException(
            ChainDevError.DataDirectory, $"{full} is in use by another chain; stop that one or choose another directory.");
        return new ChainDirectory(full, path is null, exclusive);
    }

    /// <summary>Whether it is deleted in the end.</summary>
    public bool IsTemporary { get; }

    /// <summary>A path below the directory.</summary>
    public string At(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Creates a directory below this one if it is not there.</summary>
    public string Create(params ReadOnlySpan<string> parts)
    {
        var path = At(parts);
        PrivateFile.CreateDirectory(path);
        return path;
    }

    /// <summary>Accounts 1 to <paramref name="count"/>, with keys made where there are none.</summary>
    public IReadOnlyList<DevAccount> OpenAccounts(int count)
    {
        Create("accounts");
        return [.. Enumerable.Range(1, count).Select(number => OpenAccount(At("accounts", $"{number}.key")))];
    }

    /// <summary>Writes what kind of chain this is to a new directory; compares it in an old one.</summary>
    /// <exception cref="ChainDevException">The directory belongs to another chain.</exception>
    public void RequireSame(string description)
    {
        var file = At("chain.json");
        if (!File.Exists(file))
            PrivateFile.Write(file, description);
        else if (File.ReadAllText(file) is var found && found != description)
            throw new ChainDevException(ChainDevError.DataDirectory,
                $"{Path} belongs to another chain ({found}, wanted {description}); choose another directory or the same options.");
    }

    /// <summary>Lets go of the directory; deletes a temporary one.</summary>
    public void Dispose()
    {
        exclusive.Dispose();
        if (IsTemporary && Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private static DevAccount OpenAccount(string file)
    {
        using var key = KeyFile.ReadOrCreate(file);
        return new DevAccount(key.Address, file);
    }
}
