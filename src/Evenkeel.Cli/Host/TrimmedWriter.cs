using System.Text;

namespace Evenkeel.Cli.Host;

/// <summary>Leaves out the spaces at the end of lines, with which a table fills its width: in a pipe they are only noise.</summary>
internal sealed class TrimmedWriter(TextWriter inner) : TextWriter
{
    private int spaces;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            spaces++;
            return;
        }

        if (value is not ('\r' or '\n'))
        {
            inner.Write(new string(' ', spaces));
        }

        spaces = 0;
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
