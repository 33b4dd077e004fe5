namespace AuditNode.Engine.Data.Reading;

/// <summary>
/// Passes text on, and stops when a record or the whole text gets too long: the parser behind it buffers a whole record, whatever its
/// length.
/// </summary>
internal sealed class BoundedTextReader(TextReader source, int recordLimit, long totalLimit) : TextReader
{
    private long _inRecord;
    private long _total;

    /// <summary>Starts a record: what the parser has buffered by now is not counted against it.</summary>
    public void StartRecord() => _inRecord = 0;

    public override int Read(char[] buffer, int index, int count)
    {
        int read = source.Read(buffer, index, count);

        // Compared before adding: the read that begins in a record's last part brings the next ones with it.
        if (_inRecord > recordLimit)
            throw new TextTooLongException($"a record of at most {recordLimit} characters, unclosed quotes included");
        _inRecord += read;
        _total += read;
        if (_total > totalLimit) throw new TextTooLongException($"at most {totalLimit} characters in the whole text, unpacked");
        return read;
    }

    public override int Read(Span<char> buffer) => throw new NotSupportedException();

    public override int Read() => throw new NotSupportedException();

    public override int Peek() => throw new NotSupportedException();
}
