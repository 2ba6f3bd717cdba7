namespace Evenkeel.Report;

/// <summary>The built page, cut where the title and the data go.</summary>
internal sealed record Template(byte[] BeforeTitle, byte[] BeforeData, byte[] AfterData)
{
    private static ReadOnlySpan<byte> EmptyData => "<script type=\"application/json\" id=\"data\"></script>"u8;

    private static ReadOnlySpan<byte> EmptyTitle => "<title>Evenkeel</title>"u8;

    /// <exception cref="InvalidOperationException">The page does not hold each place exactly once, title first.</exception>
    public static Template Parse(ReadOnlySpan<byte> page)
    {
        int title = Only(page, EmptyTitle) + "<title>"u8.Length;
        int titleEnd = title + "Evenkeel"u8.Length;
        int data = Only(page, EmptyData) + EmptyData.Length - "</script>"u8.Length;
        if (data < titleEnd)
        {
            throw new InvalidOperationException("The built page has its data before its title; web/report.html has it after.");
        }

        return new Template(page[..title].ToArray(), page[titleEnd..data].ToArray(), page[data..].ToArray());
    }

    private static int Only(ReadOnlySpan<byte> page, ReadOnlySpan<byte> place)
    {
        int first = page.IndexOf(place);
        if (first < 0 || page[(first + 1)..].IndexOf(place) >= 0)
        {
            throw new InvalidOperationException($"The built page holds '{System.Text.Encoding.UTF8.GetString(place)}' not exactly once.");
        }

        return first;
    }
}
