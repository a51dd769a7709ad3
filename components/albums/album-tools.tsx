import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { ALBUM_ORDERS, type AlbumOrder } from './sorted-albums'

interface AlbumToolsProps {
  typed: string
  onType: (typed: string) => void
  order: AlbumOrder
  onOrder: (order: AlbumOrder) => void
}

/** To find an album among many: words of its title, and the order. */
export function AlbumTools({ typed, onType, order, onOrder }: AlbumToolsProps) {
  return (
    <div className="flex min-w-0 gap-2 max-sm:w-full">
      <Input
        type="search"
        aria-label="Find an album"
        placeholder="Find an album"
        value={typed}
        maxLength={200}
        onChange={(event) => onType(event.target.value)}
        className="min-w-0 flex-1 sm:w-48"
      />
      <Select
        aria-label="Order of the albums"
        value={order}
        onChange={(event) => onOrder(event.target.value as AlbumOrder)}
        className="w-40 shrink-0"
      >
        {Object.entries(ALBUM_ORDERS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  )
}
