using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Formats.Npy;

/// <summary>The Python dictionary in an <c>.npy</c> header, read as data: three keys, each once, and nothing that is evaluated.</summary>
internal sealed record NpyDictionary(string Description, bool Fortran, ImmutableArray<long> Shape)
{
    public static NpyDictionary Parse(string text, string where)
    {
        Reader reader = new(text, where);
        string? description = null;
        bool? fortran = null;
        ImmutableArray<long> shape = default;
        reader.Expect('{');
        while (!reader.Take('}'))
        {
            string key = reader.Text();
            reader.Expect(':');
            switch (key)
            {
                case "descr" when description is null: description = reader.Text(); break;
                case "fortran_order" when fortran is null: fortran = reader.Truth(); break;
                case "shape" when shape.IsDefault: shape = reader.Tuple(); break;
                default: throw reader.Wrong($"the key '{key}' is unknown or stands twice");
            }

            if (!reader.Take(','))
            {
                reader.Expect('}');
                break;
            }
        }

        reader.End();
        if (description is null || fortran is null || shape.IsDefault)
        {
            throw reader.Wrong("one of 'descr', 'fortran_order' and 'shape' is missing");
        }

        return new(description, fortran.Value, shape);
    }

    private ref struct Reader(string text, string where)
    {
        private int position;

        public readonly TensorFileException Wrong(string what) => new($"{where}: the npy header is not readable at its character {position}: {what}.");

        public bool Take(char wanted)
        {
            Skip();
            bool found = position < text.Length && text[position] == wanted;
            position += found ? 1 : 0;
            return found;
        }

        public void Expect(char wanted)
        {
            if (!Take(wanted))
            {
                throw Wrong($"'{wanted}' was expected");
            }
        }

        public string Text()
        {
            Skip();
            char quote = position < text.Length ? text[position] : ' ';
            int end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
            if (end < 0)
            {
                throw Wrong("a quoted word was expected");
            }

            string value = text[(position + 1)..end];
            position = end + 1;
            return value;
        }

        public bool Truth()
        {
            Skip();
            string? word = text.AsSpan(position).StartsWith("True") ? "True" : text.AsSpan(position).StartsWith("False") ? "False" : null;
            position += word?.Length ?? throw Wrong("True or False was expected");
            return word == "True";
        }

        public ImmutableArray<long> Tuple()
        {
            const int MostAxes = 64;
            ImmutableArray<long>.Builder axes = ImmutableArray.CreateBuilder<long>();
            Expect('(');
            while (!Take(')'))
            {
                Skip();
                int start = position;
                while (position < text.Length && char.IsAsciiDigit(text[position]))
                {
                    position++;
                }

                if (!long.TryParse(text.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out long axis) || axes.Count == MostAxes)
                {
                    throw Wrong("an axis of a shape was expected");
                }

                axes.Add(axis);
                Take('L');
                if (!Take(','))
                {
                    Expect(')');
                    break;
                }
            }

            return axes.ToImmutable();
        }

        public void End()
        {
            Skip();
            if (position < text.Length)
            {
                throw Wrong("it should end there");
            }
        }

        private void Skip()
        {
            while (position < text.Length && text[position] is ' ' or '\n' or '\t' or '\r')
            {
                position++;
            }
        }
    }
}
