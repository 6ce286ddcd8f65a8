import {
  ArrowDown as ArrowDownNode,
  ArrowDownWideNarrow as ArrowDownWideNarrowNode,
  ArrowLeft as ArrowLeftNode,
  ArrowUpNarrowWide as ArrowUpNarrowWideNode,
  ArrowUp as ArrowUpNode,
  BookMarked as BookMarkedNode,
  Bookmark as BookmarkNode,
  BookmarkPlus as BookmarkPlusNode,
  BookOpen as BookOpenNode,
  BookOpenText as BookOpenTextNode,
  CalendarArrowUp as CalendarArrowUpNode,
  CalendarDays as CalendarDaysNode,
  CheckCheck as CheckCheckNode,
  Check as CheckNode,
  ChevronDown as ChevronDownNode,
  ChevronLeft as ChevronLeftNode,
  ChevronRight as ChevronRightNode,
  ChevronUp as ChevronUpNode,
  CircleHelp as CircleHelpNode,
  ClipboardPaste as ClipboardPasteNode,
  Clock as ClockNode,
  Command as CommandNode,
  Copy as CopyNode,
  CornerUpLeft as CornerUpLeftNode,
  FastForward as FastForwardNode,
  FileDown as FileDownNode,
  FileOutput as FileOutputNode,
  FilePlus as FilePlusNode,
  FileText as FileTextNode,
  FolderPlus as FolderPlusNode,
  Globe as GlobeNode,
  GraduationCap as GraduationCapNode,
  Highlighter as HighlighterNode,
  History as HistoryNode,
  Leaf as LeafNode,
  Library as LibraryNode,
  ListFilter as ListFilterNode,
  ListTree as ListTreeNode,
  Maximize2 as Maximize2Node,
  Maximize as MaximizeNode,
  Merge as MergeNode,
  Minus as MinusNode,
  MoreHorizontal as MoreHorizontalNode,
  MoveDown as MoveDownNode,
  MoveHorizontal as MoveHorizontalNode,
  MoveUp as MoveUpNode,
  MoveVertical as MoveVerticalNode,
  NotebookPen as NotebookPenNode,
  Palette as PaletteNode,
  PanelLeft as PanelLeftNode,
  Pause as PauseNode,
  Pencil as PencilNode,
  PenLine as PenLineNode,
  Play as PlayNode,
  Plus as PlusNode,
  Repeat as RepeatNode,
  Rewind as RewindNode,
  RotateCcw as RotateCcwNode,
  Scissors as ScissorsNode,
  ScrollText as ScrollTextNode,
  Search as SearchNode,
  SearchX as SearchXNode,
  Settings as SettingsNode,
  SkipBack as SkipBackNode,
  SkipForward as SkipForwardNode,
  Split as SplitNode,
  Star as StarNode,
  StickyNote as StickyNoteNode,
  Sun as SunNode,
  Tag as TagNode,
  TextSearch as TextSearchNode,
  Trash2 as Trash2Node,
  Undo2 as Undo2Node,
  Unlink as UnlinkNode,
  X as XNode,
  ZoomIn as ZoomInNode,
  ZoomOut as ZoomOutNode
} from 'lucide'
import { icon } from './icon.tsx'

/* The signs of the app, all of one set (Lucide). */

export const ArrowDown = icon(ArrowDownNode)
export const ArrowDownWideNarrow = icon(ArrowDownWideNarrowNode)
export const ArrowLeft = icon(ArrowLeftNode)
export const ArrowUp = icon(ArrowUpNode)
export const ArrowUpNarrowWide = icon(ArrowUpNarrowWideNode)
export const BookMarked = icon(BookMarkedNode)
export const BookOpen = icon(BookOpenNode)
export const BookOpenText = icon(BookOpenTextNode)
export const Bookmark = icon(BookmarkNode)
export const BookmarkPlus = icon(BookmarkPlusNode)
export const CalendarArrowUp = icon(CalendarArrowUpNode)
export const CalendarDays = icon(CalendarDaysNode)
export const Check = icon(CheckNode)
export const CheckCheck = icon(CheckCheckNode)
export const ChevronDown = icon(ChevronDownNode)
export const ChevronLeft = icon(ChevronLeftNode)
export const ChevronRight = icon(ChevronRightNode)
export const ChevronUp = icon(ChevronUpNode)
export const CircleHelp = icon(CircleHelpNode)
export const ClipboardPaste = icon(ClipboardPasteNode)
export const Clock = icon(ClockNode)
export const Command = icon(CommandNode)
export const Copy = icon(CopyNode)
export const CornerUpLeft = icon(CornerUpLeftNode)
export const FastForward = icon(FastForwardNode)
export const FileDown = icon(FileDownNode)
export const FileOutput = icon(FileOutputNode)
export const FilePlus = icon(FilePlusNode)
export const FileText = icon(FileTextNode)
export const FolderPlus = icon(FolderPlusNode)
export const Globe = icon(GlobeNode)
export const GraduationCap = icon(GraduationCapNode)
export const Highlighter = icon(HighlighterNode)
export const History = icon(HistoryNode)
export const Leaf = icon(LeafNode)
export const Library = icon(LibraryNode)
export const ListFilter = icon(ListFilterNode)
export const ListTree = icon(ListTreeNode)
export const Maximize = icon(MaximizeNode)
export const Maximize2 = icon(Maximize2Node)
export const Merge = icon(MergeNode)
export const Minus = icon(MinusNode)
export const MoreHorizontal = icon(MoreHorizontalNode)
export const MoveDown = icon(MoveDownNode)
export const MoveHorizontal = icon(MoveHorizontalNode)
export const MoveUp = icon(MoveUpNode)
export const MoveVertical = icon(MoveVerticalNode)
export const NotebookPen = icon(NotebookPenNode)
export const Palette = icon(PaletteNode)
export const PanelLeft = icon(PanelLeftNode)
export const Pause = icon(PauseNode)
export const PenLine = icon(PenLineNode)
export const Pencil = icon(PencilNode)
export const Play = icon(PlayNode)
export const Plus = icon(PlusNode)
export const Repeat = icon(RepeatNode)
export const Rewind = icon(RewindNode)
export const RotateCcw = icon(RotateCcwNode)
export const Scissors = icon(ScissorsNode)
export const ScrollText = icon(ScrollTextNode)
export const Search = icon(SearchNode)
export const SearchX = icon(SearchXNode)
export const Settings = icon(SettingsNode)
export const SkipBack = icon(SkipBackNode)
export const SkipForward = icon(SkipForwardNode)
export const Split = icon(SplitNode)
export const Star = icon(StarNode)
export const StickyNote = icon(StickyNoteNode)
export const Sun = icon(SunNode)
export const Tag = icon(TagNode)
export const TextSearch = icon(TextSearchNode)
export const Trash2 = icon(Trash2Node)
export const Undo2 = icon(Undo2Node)
export const Unlink = icon(UnlinkNode)
export const X = icon(XNode)
export const ZoomIn = icon(ZoomInNode)
export const ZoomOut = icon(ZoomOutNode)
