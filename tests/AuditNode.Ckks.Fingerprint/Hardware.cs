using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AuditNode.Ckks.Fingerprint;

/// <summary>What the runtime takes the processor to have, after the DOTNET_Enable... settings.</summary>
internal static class Hardware
{
    /// <summary>Lines of a name and True or False.</summary>
    internal static IEnumerable<string> Features() =>
    [
        $"Vector128: {Vector128.IsHardwareAccelerated}",
        $"Vector256: {Vector256.IsHardwareAccelerated}",
        $"Vector512: {Vector512.IsHardwareAccelerated}",
        $"Avx: {Avx.IsSupported}",
        $"Avx2: {Avx2.IsSupported}",
        $"Fma: {Fma.IsSupported}",
        $"Avx512F: {Avx512F.IsSupported}",
    ];
}
