namespace AuditNode.Records.Operations;

/// <summary>What the proof of a record shows (docs/records.md).</summary>
public enum RecordLevel
{
    /// <summary>The institution committed to this record at this place: a proof of knowledge of its proof key. Written <c>attribution</c>.</summary>
    Attribution,

    /// <summary>
    /// Besides, it knows openings of the record's commitments that satisfy the relation of the record's kind. Written <c>relation</c>.
    /// </summary>
    Relation,
}
