using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Functions;

/// <summary>Activations from formulas that people type, such as <c>x*sigmoid(1.702*x)</c>.</summary>
/// <remarks>
/// A formula holds numbers, <c>pi</c> and <c>e</c>, the pre-activation <c>x</c> or <c>z</c>, <c>+ − * /</c>, powers by <c>^</c> or <c>**</c>,
/// parentheses, the functions of one argument in <see cref="Functions"/>, <c>min(a, b)</c>, <c>max(a, b)</c>, and <c>if(a &lt; b, c, d)</c> with
/// any of <c>&lt; &lt;= &gt; &gt;=</c>. A power binds before a sign, and to the right: <c>-x^2</c> is <c>-(x^2)</c>. Case does not matter.
/// </remarks>
public static class Formula
{
    /// <summary>The functions of one argument that a formula may use, by their canonical names.</summary>
    public static IReadOnlyList<string> Functions { get; } = [.. FormulaFunctions.All.Select(function => function.Name)];

    /// <summary>Makes an activation of a formula.</summary>
    /// <param name="text">The formula; at most 1000 characters, nested at most 100 deep.</param>
    /// <returns>
    /// The activation, computed in double precision, with its exact slope by the rules of calculus. Its name is the formula in canonical form:
    /// without spaces and needless parentheses, its variable called x; <see cref="Activations.Parse"/> reads it back.
    /// </returns>
    /// <exception cref="FormatException">The text is not a formula; the message says what is wrong, and where, counted from 1.</exception>
    /// <remarks>
    /// Slopes are carried along with values (dual numbers; Wengert 1964, https://doi.org/10.1145/355586.364791), at a kink those of the left side.
    /// Kinks come from where the arguments of <c>abs</c>, <c>relu</c>, <c>min</c>, <c>if</c> and their like pass their kinks, on |x| ≤ 128.
    /// </remarks>
    public static Activation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (FormulaProgram program, string name) = FormulaReader.Read(text.Trim());
        Lazy<ImmutableArray<double>> kinks = new(() => KinkSearch.Crossings(program.KinkedQuantities().Select(quantity => (Func<double, double>)quantity.Value)));
        return new FunctionActivation(name, name, program.Value, program.Slope, kinks);
    }

    /// <summary>Takes a formula apart, for those who write it in another language.</summary>
    /// <param name="text">The formula, as <see cref="Parse"/> reads it.</param>
    /// <returns>
    /// Its steps in postfix order, each a number in invariant form, <c>x</c>, <c>neg</c>, one of <c>+ - * / ^ &lt; &lt;= &gt; &gt;=</c>, <c>min</c>, <c>max</c>, <c>if</c>, which takes a
    /// comparison and two values, or a function of <see cref="Functions"/>.
    /// </returns>
    /// <exception cref="FormatException">The text is not a formula; the message says what is wrong, and where, counted from 1.</exception>
    public static ImmutableArray<string> Postfix(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (FormulaProgram program, _) = FormulaReader.Read(text.Trim());
        ImmutableArray<string>.Builder steps = ImmutableArray.CreateBuilder<string>();
        foreach (FormulaInstruction instruction in program.Instructions)
        {
            steps.Add(instruction.Operation switch
            {
                FormulaOperation.Number => instruction.Number.ToString("R", CultureInfo.InvariantCulture),
                FormulaOperation.Variable => "x",
                FormulaOperation.Negate => "neg",
                FormulaOperation.Call => instruction.Function!.Name,
                FormulaOperation.Add => "+",
                FormulaOperation.Subtract => "-",
                FormulaOperation.Multiply => "*",
                FormulaOperation.Divide => "/",
                FormulaOperation.Power => "^",
                FormulaOperation.Min => "min",
                FormulaOperation.Max => "max",
                FormulaOperation.Less => "<",
                FormulaOperation.AtMost => "<=",
                FormulaOperation.Greater => ">",
                FormulaOperation.AtLeast => ">=",
                _ => "if",
            });
        }

        return steps.ToImmutable();
    }

    /// <summary>Whether a text has an operator that no name of an activation has.</summary>
    internal static bool HasOperator(string text) => text.AsSpan().ContainsAny(operators);

    /// <summary>Whether x or z stands alone somewhere in a text.</summary>
    internal static bool HasVariable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool starts = i == 0 || !(char.IsAsciiLetterOrDigit(text[i - 1]) || text[i - 1] == '_');
            bool ends = i + 1 == text.Length || !(char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] == '_');
            if (starts && ends && text[i] is 'x' or 'X' or 'z' or 'Z')
            {
                return true;
            }
        }

        return false;
    }

    private static readonly SearchValues<char> operators = SearchValues.Create("+*/^<>");
}
