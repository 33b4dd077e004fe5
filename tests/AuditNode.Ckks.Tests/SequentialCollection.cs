namespace AuditNode.Ckks.Tests;

/// <summary>Tests that must not run beside others, because they change or measure the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SequentialCollection
{
    public const string Name = "Sequential";
}
