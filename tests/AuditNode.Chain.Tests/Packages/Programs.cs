namespace AuditNode.Chain.Tests.Packages;

/// <summary>Programs that the tests need beside .NET.</summary>
internal static class Programs
{
    /// <summary>The full path of a program on PATH.</summary>
    /// <exception cref="InvalidOperationException">It is not there; the message says what to install.</exception>
    public static string Find(string name)
    {
        var fileNames = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : new[] { name };
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => fileNames.Select(file => Path.Combine(folder, file))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"'{name}' is not on PATH. These tests compare with programs that run on Node.js: install Node.js 20 or newer with npm.");
    }
}
