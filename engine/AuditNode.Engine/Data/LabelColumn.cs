namespace AuditNode.Engine.Data;

/// <summary>The true classes of the records.</summary>
public sealed class LabelColumn : Column
{
    /// <summary>The most classes.</summary>
    public const int MaximumClasses = 65_536;

    /// <summary>Takes over classes, without copying them.</summary>
    /// <param name="schema">A label column.</param>
    /// <param name="classes">One a record: the class's place in <paramref name="classNames"/>.</param>
    /// <param name="classNames">The names of 1 to <see cref="MaximumClasses"/> classes.</param>
    /// <param name="imputedCount">How many stand for empty cells.</param>
    /// <exception cref="ArgumentException">The role is another, there are too many classes, or a class has no name.</exception>
    public LabelColumn(ColumnSchema schema, int[] classes, IReadOnlyList<string> classNames, int imputedCount = 0)
        : base(CheckRole(schema, ColumnRole.Label), classes.Length, imputedCount)
    {
        if (classNames.Count is < 1 or > MaximumClasses)
            throw new ArgumentException($"There are 1 to {MaximumClasses} classes.", nameof(classNames));
        Classes = CheckCodes(classes, classNames.Count);
        ClassNames = [.. classNames];
    }

    /// <summary>Places in <see cref="ClassNames"/>, from 0. Shared, not copied: not to be changed.</summary>
    public int[] Classes { get; }

    /// <summary>
    /// The names of the classes: the schema's list, or else those in the file in ascending order (of numbers, where all are whole
    /// numbers; of UTF-16 code units otherwise), so that the order of the records does not matter.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; }
}
