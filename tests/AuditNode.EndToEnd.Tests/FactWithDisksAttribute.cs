using AuditNode.Scenarios;

namespace AuditNode.EndToEnd.Tests;

/// <summary>A test that needs <see cref="SmallDisk"/>; skipped, with the reason, where mounting is not allowed.</summary>
internal sealed class FactWithDisksAttribute : FactAttribute
{
    public FactWithDisksAttribute()
    {
        try
        {
            using var folder = new TemporaryFolder();
            SmallDisk.Mount(folder.At("disk"), megabytes: 1).Dispose();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Skip = $"Needs unshare and nsenter (util-linux), and root or user namespaces: {e.Message}";
        }
    }
}
