/** The numbers of a chart as a table, for those who do not see it. */
export function Spoken({ rows }: { readonly rows: readonly (readonly (string | number)[])[] }) {
  return (
    <table class="spoken">
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
