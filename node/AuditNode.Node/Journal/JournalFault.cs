namespace AuditNode.Node.Journal;

/// <summary>What is wrong with a journal.</summary>
public enum JournalFault
{
    /// <summary>Another process has it open.</summary>
    InUse,

    /// <summary>There is no room left, on the disk or below <see cref="JournalOptions.MaximumBytes"/>.</summary>
    DiskFull,

    /// <summary>The operating system does not let it be read or written.</summary>
    Unwritable,

    /// <summary>Stored bytes are not what was written.</summary>
    Corrupted,

    /// <summary>A newer release wrote it.</summary>
    NewerVersion,

    /// <summary>It is of another institution, chain or ledger.</summary>
    WrongIdentity,

    /// <summary>Something was reported again, with other content.</summary>
    Conflict,

    /// <summary>It was closed.</summary>
    Closed,
}
