namespace AuditNode.Records.Archives;

/// <summary>What is wrong with an archive, a bundle or a part of it.</summary>
public enum ArchiveFault
{
    /// <summary>The disk is full; nothing was changed.</summary>
    Full,

    /// <summary>The disk or file system refuses; nothing was changed.</summary>
    Unavailable,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>The bytes are not those of their digest, or not in their form.</summary>
    Damaged,

    /// <summary>There are more bytes than there may be.</summary>
    TooLong,

    /// <summary>What was given is not what was announced.</summary>
    Mismatch,

    /// <summary>There are other bytes in that place already, which never change.</summary>
    Conflict,

    /// <summary>Another process writes to the archive.</summary>
    InUse,
}
