using System.Collections.Immutable;

namespace AuditNode.Verifier.Tests.Trails;

internal static class ImmutableRows
{
    public static ImmutableArray<long> ToImmutableRow(this long[] row) => [.. row];
}
